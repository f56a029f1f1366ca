#include "pack.h"

// A Swift literal holds text only: made bytes at each start, the knowledge base would take memory and a third of the time to a first answer.
#ifdef CQCQ_PACKED
static const _Alignas(16) unsigned char pack[] = {
#embed "../../.build/packed/pack.bin"
};
unsigned long shippedPackSize(void) { return sizeof pack; }
#else
static const unsigned char pack[1];
unsigned long shippedPackSize(void) { return 0; }
#endif

const unsigned char *shippedPackBytes(void) { return pack; }
