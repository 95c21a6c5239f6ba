namespace ReId.Ingest.Sources.Formats;

/// <summary>The size that a header claims, or what is wrong with the file, as the end of a sentence.</summary>
internal readonly record struct PictureFacts(long Width, long Height, string? Flaw = null)
{
    public static PictureFacts Broken(string flaw) => new(0, 0, flaw);
}
