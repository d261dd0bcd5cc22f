"""The pages of the pathways."""
