"""What those who ask and bid read of their own: what to do next, until when, and why."""
