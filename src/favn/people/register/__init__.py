"""The pages about persons: found, written down, put right, merged, asked, told and erased.

It stands above accounts, since a page must know who asks and write down that they looked; what is
known of a person, and every verb, lives in `people.persons`.
"""
