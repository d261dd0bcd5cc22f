"""Who may sign in, what each role may do, and the door every page stands behind.

Access is a level times a scope, written once as data in `roles`; a view declares what it needs
with `@requires`, and a page that declares nothing cannot be opened.
"""
