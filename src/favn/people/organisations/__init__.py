"""Tenants and parties, their units, and `OwnedRecord`.

A party is any organisation in the shared directory; a tenant is one with accounts, and only
tenants own rows. A municipality's offices and committees are units of one tenant.
"""
