"""Fits what was fitted: ranking weights, confidence, the reader."""
