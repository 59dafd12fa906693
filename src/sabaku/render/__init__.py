"""Report -> what somebody reads or another program takes. Pure: judges nothing, asks nobody, looks at no clock."""
