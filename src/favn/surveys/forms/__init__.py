"""Turns what people type into clean values: answers, questionnaires and waves. Writes nothing."""
