using System.Diagnostics.Metrics;

namespace ReId.Testing;

/// <summary>What the meters of ReId in this process record from here to its disposal, as a collector would hear it.</summary>
public sealed class HeardMetrics : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, double Value, string? Camera)> _heard = [];
    private readonly MeterListener _listener = new();

    /// <summary>Listens.</summary>
    public HeardMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("ReId.", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What a counter or a histogram recorded so far, in order.</summary>
    /// <param name="name">The instrument.</param>
    /// <param name="camera">Only what is tagged with this camera; null for all.</param>
    public double[] Of(string name, string? camera = null)
    {
        lock (_gate)
        {
            return [.. _heard.Where(heard => heard.Name == name && (camera is null || heard.Camera == camera)).Select(heard => heard.Value)];
        }
    }

    /// <summary>What a gauge says now; empty where it says nothing.</summary>
    /// <param name="name">The instrument.</param>
    public double[] Now(string name)
    {
        var before = Of(name).Length;
        _listener.RecordObservableInstruments();
        return Of(name)[before..];
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var camera = (string?)null;
        foreach (var tag in tags)
        {
            camera = tag.Key == "camera" ? tag.Value as string : camera;
        }

        lock (_gate)
        {
            _heard.Add((instrument.Name, value, camera));
        }
    }
}
