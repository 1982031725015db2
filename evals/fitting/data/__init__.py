"""What the network learns from: public sets as questions with texts, and what is made of them."""
