using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReId.Index.Database;

/// <summary>
/// The checksum of a row: the first eight bytes of the SHA-256 of what it says, the camera and the model by their names.
/// It is stored beside the row, so that a flipped bit that no structure of the database notices is found when the row
/// is read in bulk.
/// </summary>
internal static class RowChecksum
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    public static long Of(CropRow row, string camera)
    {
        var bytes = new byte[72 + Length(camera) + Length(row.BlobKey)];
        var at = new Writer(bytes);
        at.Add(row.Id);
        at.Add(row.TrackletId);
        at.Add(row.CapturedAt.Ticks / TicksPerMicrosecond);
        at.Add(row.BoxX);
        at.Add(row.BoxY);
        at.Add(row.BoxWidth);
        at.Add(row.BoxHeight);
        at.Add(BitConverter.SingleToInt32Bits(row.Quality));
        at.Add(row.Width);
        at.Add(row.Height);
        at.Add(camera);
        at.Add(row.BlobKey);
        return Hash(bytes.AsSpan(0, at.Written));
    }

    public static long OfVector(Guid cropId, string model, ReadOnlySpan<byte> data)
    {
        var bytes = new byte[20 + Length(model) + data.Length];
        var at = new Writer(bytes);
        at.Add(cropId);
        at.Add(model);
        at.Add(data);
        return Hash(bytes.AsSpan(0, at.Written));
    }

    /// <summary>Of a picture, which is no part of its row.</summary>
    public static long OfPicture(ReadOnlySpan<byte> picture) => Hash(picture);

    /// <summary>Refuses a vector that does not say what was stored.</summary>
    /// <exception cref="InvalidDataException">It differs; an unknown checksum agrees with everything.</exception>
    public static void Verify(long sequence, Guid cropId, string model, ReadOnlySpan<byte> data, long? checksum)
    {
        if (checksum is { } stored && stored != OfVector(cropId, model, data))
        {
            throw new InvalidDataException($"the checksum of vector {sequence} of crop {cropId} does not match");
        }
    }

    private static int Length(string text) => sizeof(int) + Encoding.UTF8.GetByteCount(text);

    private static long Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private ref struct Writer(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;

        public int Written { get; private set; }

        public void Add(Guid value)
        {
            value.TryWriteBytes(_bytes[Written..], bigEndian: true, out var count);
            Written += count;
        }

        public void Add(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes[Written..], value);
            Written += sizeof(long);
        }

        public void Add(int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_bytes[Written..], value);
            Written += sizeof(int);
        }

        public void Add(ReadOnlySpan<byte> value)
        {
            value.CopyTo(_bytes[Written..]);
            Written += value.Length;
        }

        // With its length in front, so that no two rows read the same.
        public void Add(string value)
        {
            var count = Encoding.UTF8.GetBytes(value, _bytes[(Written + sizeof(int))..]);
            Add(count);
            Written += count;
        }
    }
}
