"""The web page: what is shown in the browser, and what happens there."""
