// TextCoding
