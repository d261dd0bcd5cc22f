"""The verbs of the pathways. The only place that writes."""
