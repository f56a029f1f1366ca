/// The packed knowledge base, in the read-only data of a program that `scripts/build` has made. In others it has no bytes, and ShippedTexts has it as text.
const unsigned char *shippedPackBytes(void);
unsigned long shippedPackSize(void);
