"""Public money: immutable transfers, vouchers, and the chain from appropriation to payment."""
