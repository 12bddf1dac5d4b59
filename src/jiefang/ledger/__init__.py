"""Ledger (台账): append-only events, outbox, timers and jobs."""
