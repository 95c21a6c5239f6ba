using System.Diagnostics;
using System.Diagnostics.Metrics;
using ReId.Ingest.Pipeline;

namespace ReId.Cli.Demo;

/// <summary>Seconds by stage. Stages of ingestion run at the same time, so they add up to more than the wall clock.</summary>
internal sealed class StageTimings : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _seconds = [];
    private readonly MeterListener _meters = new();

    public StageTimings()
    {
        // Embedding and indexing happen behind the bus; their rooms report durations as metrics.
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (StageOf(instrument) is not null)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, seconds, _, _) => Add(StageOf(instrument)!, seconds));
        _meters.Start();
    }

    public IReadOnlyDictionary<string, double> Seconds
    {
        get
        {
            lock (_gate)
            {
                return _seconds.ToDictionary(stage => stage.Key, stage => Math.Round(stage.Value, 3));
            }
        }
    }

    public void Add(IngestTimings timings)
    {
        Add("decode", timings.Decode.TotalSeconds);
        if (timings.Gate > TimeSpan.Zero)
        {
            Add("gate", timings.Gate.TotalSeconds);
        }

        Add("detect", timings.Detect.TotalSeconds);
        Add("track", timings.Track.TotalSeconds);
        Add("crop", timings.Crop.TotalSeconds);
        Add("publish", timings.Publish.TotalSeconds);
    }

    /// <summary>Measures from here to the disposal of the result.</summary>
    public IDisposable Measure(string stage) => new Span(this, stage);

    public void Dispose() => _meters.Dispose();

    private static string? StageOf(Instrument instrument) => instrument.Name switch
    {
        "reid.embed.duration" => "embed",
        "reid.index.duration" => "index",
        _ => null,
    };

    private void Add(string stage, double seconds)
    {
        lock (_gate)
        {
            _seconds[stage] = _seconds.GetValueOrDefault(stage) + seconds;
        }
    }

    private sealed class Span(StageTimings timings, string stage) : IDisposable
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public void Dispose() => timings.Add(stage, Stopwatch.GetElapsedTime(_start).TotalSeconds);
    }
}
