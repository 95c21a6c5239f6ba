using System.Diagnostics.Metrics;

namespace ReId.Ingest.Pipeline;

/// <summary>The meter <c>ReId.Ingest</c>: frames, dropped frames, frames without motion and crops, by camera.</summary>
public sealed class IngestMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ReId.Ingest";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _frames;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _still;
    private readonly Counter<long> _crops;

    /// <summary>Creates the meter.</summary>
    public IngestMetrics()
    {
        _frames = _meter.CreateCounter<long>("reid.ingest.frames", "{frame}", "Frames looked at");
        _dropped = _meter.CreateCounter<long>("reid.ingest.frames.dropped", "{frame}", "Frames of a camera that nobody had time for");
        _still = _meter.CreateCounter<long>("reid.ingest.frames.still", "{frame}", "Frames without motion, kept from the detector");
        _crops = _meter.CreateCounter<long>("reid.ingest.crops", "{crop}", "Crops published");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal Camera For(string name) => new(this, new("camera", name));

    internal sealed class Camera(IngestMetrics metrics, KeyValuePair<string, object?> tag)
    {
        private long _dropped;

        public void Frame(bool still, long droppedSoFar)
        {
            metrics._frames.Add(1, tag);
            metrics._still.Add(still ? 1 : 0, tag);
            metrics._dropped.Add(droppedSoFar - _dropped, tag);
            _dropped = droppedSoFar;
        }

        public void Crop() => metrics._crops.Add(1, tag);
    }
}
