"""The engine for other programs: a protocol, a server, and what installs plug-ins into hosts."""
