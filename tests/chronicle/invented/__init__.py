"""An invented room with one kind of event of every sort of field, to see that one definition is enough everywhere."""
