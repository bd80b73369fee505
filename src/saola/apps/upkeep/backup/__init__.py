"""Backups that this machine itself cannot read again, their restore, and the drill that proves them.

A backup folder holds one folder a backup, named by its instant, and ``blobs``, the files that backups share::

    blobs/ab/ab12...            a kept file, encrypted; its name is keyed, so that it tells nothing
    20261122T191855Z/
        records.age             the database, encrypted to the offline key
        contents.age            what the backup holds, with a digest for each table and file
        seal.json  seal.sig     the SHA-256 of every file above and of each blob needed, and its Ed25519 signature

Without a recipient the names end in ``.plain``. The seal can be checked by anyone, without the key that decrypts.
"""
