// A module needs a file. EmbedKnowledge writes the other one: `shippedVersion`, `shippedTexts` and `shippedPack`.
