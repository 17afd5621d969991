"""Pictures in, cut-outs and masks out; knows files, not dialogs."""
