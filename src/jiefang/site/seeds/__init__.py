"""Facts of districts and what is made from them (种子数据)."""
