// What is in this module is written by EmbedKnowledge: `shippedVersion`, `shippedTexts` and `shippedPack`.
