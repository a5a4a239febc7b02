"""Three looks with one accent: light for bright rooms, dark, and high contrast for old monitors and tired eyes."""

from textual.theme import Theme

from services_catalog.settings import Theme as Look

THEMES = {
    Look.LIGHT: Theme(
        name="motcua-light",
        primary="#0b5c8a",
        secondary="#0b5c8a",
        accent="#0b5c8a",
        foreground="#1c2126",
        background="#eef1f3",
        surface="#ffffff",
        panel="#dbe3e8",
        success="#1c6b3a",
        warning="#8a4b00",
        error="#a3201d",
        dark=False,
        variables={
            "border": "#9fb3c0",
            "footer-background": "#dbe3e8",
            "text-muted": "#55606a",
            "footer-key-foreground": "#0b5c8a",
        },
    ),
    Look.DARK: Theme(
        name="motcua-dark",
        primary="#5bb0dd",
        secondary="#5bb0dd",
        accent="#5bb0dd",
        foreground="#e4e8ea",
        background="#14181b",
        surface="#1b2125",
        panel="#283036",
        success="#7cc995",
        warning="#e6b35c",
        error="#ef8a84",
        dark=True,
        variables={"border": "#4a5a64", "text-muted": "#a3afb7", "footer-key-foreground": "#5bb0dd"},
    ),
    Look.CONTRAST: Theme(
        name="motcua-contrast",
        primary="#ffff00",
        secondary="#ffff00",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        success="#00ff00",
        warning="#ffff00",
        error="#ff8080",
        dark=True,
        variables={
            "border": "#ffffff",
            "block-cursor-background": "#ffff00",
            "block-cursor-foreground": "#000000",
            "text-muted": "#ffffff",
            "footer-key-foreground": "#ffff00",
        },
    ),
}
