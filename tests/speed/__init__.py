"""How fast, in how much memory (速度): `make bench` prints it, the tests hold the promises."""
