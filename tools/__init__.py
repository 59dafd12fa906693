"""Commands for those who work on sabaku; nothing here is part of the package."""
