"""All sets with one command: real documents, everyday texts, the article, SQuAD."""
