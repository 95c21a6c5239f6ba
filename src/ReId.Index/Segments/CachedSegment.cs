using System.Security.Cryptography;

namespace ReId.Index.Segments;

/// <summary>A segment file that the manifest names.</summary>
internal sealed record CachedSegment(string Path, string Sha256, long LastSequence)
{
    /// <summary>Reads the segment when its checksum holds; otherwise says why not and returns null.</summary>
    public ISegment? TryOpen(ISegmentFactory factory, int dimension, IndexLog log)
    {
        try
        {
            using (var stream = File.OpenRead(Path))
            {
                if (Convert.ToHexStringLower(SHA256.HashData(stream)) != Sha256)
                {
                    log.SegmentDamaged(Path, "its checksum is wrong");
                    return null;
                }
            }

            return factory.Load(Path, dimension);
        }
        catch (Exception damage) when (damage is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            log.SegmentDamaged(Path, damage.Message);
            return null;
        }
    }
}
