"""From a writer's Markdown to text that can be shown: converted, cleaned, typeset."""
