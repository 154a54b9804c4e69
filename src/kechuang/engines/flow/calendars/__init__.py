"""Working days of China: weekends, public holidays and make-up days, year by year as data."""
