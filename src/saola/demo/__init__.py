"""A country that does not exist, for demonstrations: Sorevane, its places, its agencies, three years of seizures.

Everything is made from a seed and enters through the same actions that people use. Nothing here is a real
place, person, company or vessel; the species and the other countries named on the routes are real.
"""
