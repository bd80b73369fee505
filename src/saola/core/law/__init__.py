"""Law as dated data, and the questions that can be put to it. Every answer is a Finding.

National law is read from the knowledge library into statutes, provisions, versions and tiers; rules are short
functions over them. ``docs/method/law.md`` says what each rule asks, and on which article it rests.
"""
