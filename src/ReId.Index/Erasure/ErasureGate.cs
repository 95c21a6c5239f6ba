using System.Collections.Concurrent;
using ReId.Contracts.Messages;

namespace ReId.Index.Erasure;

/// <summary>
/// Keeps out what was erased: a crop that a queue still held, or that is delivered again, is refused for good. A crop that
/// was cut after the erasure, from old footage say, is another one.
/// </summary>
internal sealed class ErasureGate
{
    private readonly ConcurrentDictionary<Guid, Guid> _crops = new();
    private volatile IReadOnlyList<LedgerEntry> _spans = [];

    public void Add(LedgerEntry entry)
    {
        foreach (var crop in entry.Crops)
        {
            _crops.TryAdd(crop, entry.Id);
        }

        if (entry.Request.IsSpan)
        {
            _spans = [.. _spans, entry];
        }
    }

    /// <summary>Why a crop may not come in; null where it may.</summary>
    public string? Refusal(CropCaptured crop) =>
        _crops.ContainsKey(crop.CropId) ? "It was erased, and what was erased does not come back."
            : SpanOf(new MessageOfCrop(crop.CropId, crop.Camera, crop.CapturedAt)) is not null
                ? $"What camera {crop.Camera} saw at that time was erased before it came in."
                : null;

    /// <summary>The erasure that a crop went with, or would have; null where it was not erased.</summary>
    public Guid? ErasureOf(MessageOfCrop crop) => _crops.TryGetValue(crop.CropId, out var erasure) ? erasure : SpanOf(crop)?.Id;

    private LedgerEntry? SpanOf(MessageOfCrop crop) => _spans.Count == 0 || CutAt(crop.CropId) is not { } cut
        ? null
        : _spans.FirstOrDefault(span => cut <= span.At && IsIn(span.Request, crop));

    private static bool IsIn(ErasureRequest span, MessageOfCrop crop) =>
        (span.Camera is null || span.Camera == crop.Camera)
            && (span.From is null || crop.CapturedAt >= span.From) && (span.To is null || crop.CapturedAt < span.To);

    // A UUIDv7 begins with its milliseconds; ids of another version tell no time, and come from no queue of ours.
    private static DateTimeOffset? CutAt(Guid id)
    {
        if (id.Version != 7)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = 0L;
        foreach (var value in bytes[..6])
        {
            milliseconds = (milliseconds << 8) | value;
        }

        return milliseconds <= LastMillisecond ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private const long LastMillisecond = 253_402_300_799_999; // The year 9999.
}
