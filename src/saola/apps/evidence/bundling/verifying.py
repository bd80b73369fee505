"""What the one who receives a bundle is told: how to check it with two programs that every system has."""

INSTRUCTIONS = """\
HOW TO CHECK THIS BUNDLE
You need two programs that are part of nearly every system: openssl (3.0 or later) and sha256sum.
Nothing of ours is needed. Open a terminal in this folder and run, one after the other:

1. The key. The next command must print {fingerprint},
   and so must the statement on paper that came with this bundle. If it does not, stop: anyone can make a bundle
   with a key of their own.

       sha256sum node.pem

2. The signatures. Both must answer "Signature Verified Successfully".

       openssl pkeyutl -verify -pubin -inkey node.pem -rawin -in manifest.txt -sigfile manifest.sig
       openssl pkeyutl -verify -pubin -inkey node.pem -rawin -in hashes.txt -sigfile hashes.sig

3. The files. Every line must end with OK; a missing or changed file is named.

       sha256sum --check --strict hashes.txt

A file that hashes.txt does not name is not part of this bundle.

WHAT IS IN IT
custody.pdf         the chain of custody, to be read; custody.csv holds the same as a table
discrepancies.csv   everything that does not agree, with its explanation where there is one
originals/          the files as they were sealed; files.csv says when, by whom and from which device
derivatives/        copies that were made of them for looking at
withheld.csv        what was not given, by its SHA-256, and why
custody/            each entry of custody, byte for byte; its SHA-256 stands in custody.csv and in the journal
journal/            the journal entries that carry those digests, with proofs

HOW TO CHECK THE JOURNAL (for experts)
journal/NUMBER.entry is a journal entry, byte for byte. Its leaf hash is SHA-256 of the byte 00 and the entry
(RFC 6962, section 2.1). journal/NUMBER.proof.json gives the audit path to the root that stands, in base64, on the
third line of the checkpoint it names. A checkpoint is a signed note: the lines before the empty line are what is
signed, and the signature is the last 64 bytes of the base64 on the line after it.
"""
