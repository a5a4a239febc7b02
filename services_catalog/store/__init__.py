"""The only SQL of the project: one file a noun, called by the modules beside this folder."""
