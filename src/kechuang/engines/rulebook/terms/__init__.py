"""What a policy can say about quantities: kinds, literals, codes, money, expressions and tests."""
