// The C ABI seen as a foreign caller sees it: what is no picture is not decoded, and ends nothing.
#include <cstdio>
#include <cstring>

extern "C" {
int reid_jpeg_decode(const unsigned char*, long long, unsigned char*, long long, int, int, int*);
const char* reid_jpeg_last_error();
}

static int failures = 0;

static void expect(bool holds, const char* what) {
    if (!holds) {
        std::printf("failed: %s\n", what);
        failures++;
    }
}

int main() {
    const unsigned char nonsense[] = {0xff, 0xd8, 0xff, 0xe0, 1, 2, 3};
    unsigned char out[3 * 4 * 4];
    int decoded = 1;
    expect(reid_jpeg_decode(nonsense, sizeof nonsense, out, sizeof out, 4, 4, &decoded) == 0, "nonsense is no error");
    expect(decoded == 0, "nonsense is not decoded");
    expect(reid_jpeg_decode(nonsense, sizeof nonsense, out, sizeof out, 4, 5, &decoded) == 1, "a small target is refused");
    expect(std::strcmp(reid_jpeg_last_error(), "the target is smaller than the picture") == 0, "the message says so");
    expect(reid_jpeg_decode(nullptr, 0, out, sizeof out, 4, 4, &decoded) == 1, "null is refused");
    return failures;
}
