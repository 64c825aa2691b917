"""What people and programs say of a person, as they write it, to answers of the model."""
