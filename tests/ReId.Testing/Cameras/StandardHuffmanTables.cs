namespace ReId.Testing.Cameras;

/// <summary>
/// The typical Huffman tables of the JPEG standard (ITU-T T.81, annex K.3), which encoders write when they do not optimise
/// their own. Each is 16 counts of codes by length, then the symbols; the key is the class and number byte of a DHT segment.
/// </summary>
internal static class StandardHuffmanTables
{
    private const byte LumaDc = 0x00;
    private const byte ChromaDc = 0x01;
    private const byte LumaAc = 0x10;
    private const byte ChromaAc = 0x11;

    /// <summary>Whether this is the standard's table for its place.</summary>
    public static bool Has(byte key, ReadOnlySpan<byte> table) => key switch
    {
        LumaDc => Is(table, "00010501010101010100000000000000000102030405060708090A0B"),
        ChromaDc => Is(table, "00030101010101010101010000000000000102030405060708090A0B"),
        LumaAc => Is(
            table,
            "0002010303020403050504040000017D"
            + "01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A343536"
            + "3738393A434445464748494A535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999A"
            + "A2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7"
            + "F8F9FA"),
        ChromaAc => Is(
            table,
            "00020102040403040705040400010277"
            + "0001020311040521310612415107617113223281081442"
            + "91A1B1C109233352F0156272D10A162434E125F11718191A262728292A35363738393A434445464748494A535455565758595A6364"
            + "65666768696A737475767778797A82838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4"
            + "C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE2E3E4E5E6E7E8E9EAF2F3F4F5F6F7F8F9FA"),
        _ => false,
    };

    private static bool Is(ReadOnlySpan<byte> table, string standard) => table.SequenceEqual(Convert.FromHexString(standard));
}
