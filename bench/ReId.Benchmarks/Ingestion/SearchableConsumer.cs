using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using ReId.Contracts.Messages;

namespace ReId.Benchmarks.Ingestion;

/// <summary>Notes when each crop can be found.</summary>
internal sealed class SearchableConsumer(SearchableConsumer.Times times) : IConsumer<CropIndexed>
{
    public Task Consume(ConsumeContext<CropIndexed> context)
    {
        times.ByCrop.TryAdd(context.Message.CropId, Stopwatch.GetTimestamp());
        return Task.CompletedTask;
    }

    public sealed class Times
    {
        /// <summary>Time stamps (of <see cref="Stopwatch"/>) by crop.</summary>
        public ConcurrentDictionary<Guid, long> ByCrop { get; } = [];
    }
}
