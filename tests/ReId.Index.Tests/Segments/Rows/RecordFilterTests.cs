using ReId.Index.Segments.Rows;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments.Rows;

/// <summary>Filters column by column against one condition after the other, row by row.</summary>
public sealed class RecordFilterTests
{
    private const int Count = 700;
    private readonly Random _random = new(6);
    private readonly Sample _sample = new(6);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_filter_passes_the_rows_that_fulfil_all_of_it(bool lookupKnowsCrops)
    {
        var table = Filled(out var lookup, lookupKnowsCrops);
        for (var round = 0; round < 300; round++)
        {
            var filter = RandomFilter(table, lookup);
            var count = _random.Next(1, Count);

            var passing = filter.Apply(table, count);

            var expected = Enumerable.Range(0, count).Where(row => Passes(filter, table, row)).ToList();
            var found = passing is null
                ? Enumerable.Range(0, count).ToList()
                : Enumerable.Range(0, passing.Words.Length * 64).Where(row => passing.Contains(row)).ToList();
            Assert.Equal(expected, found);
            Assert.Equal(expected.Count, passing?.Count ?? count);
        }
    }

    [Fact]
    public void A_segment_of_another_time_is_skipped_whole()
    {
        var table = Filled(out _, lookupKnowsCrops: true);

        Assert.Empty(new RecordFilter { FromTicks = table.GreatestTicks + 1 }.Apply(table, Count)!.Words);
        Assert.Empty(new RecordFilter { ToTicks = table.LeastTicks }.Apply(table, Count)!.Words);
    }

    private static bool Passes(RecordFilter filter, RowTable table, int row)
    {
        var record = table.Record(row);
        var identity = filter.Lookup.IdentityOf(record.CropId);
        return !table.IsDeleted(row)
            && record.Ticks >= filter.FromTicks && record.Ticks < filter.ToTicks
            && record.Quality >= filter.MinQuality
            && (filter.Cameras is null || filter.Cameras.Contains(record.CameraId))
            && (filter.ExcludeCameras is null || !filter.ExcludeCameras.Contains(record.CameraId))
            && (filter.ExcludeCrops is null || !filter.ExcludeCrops.Contains(record.CropId))
            && (filter.ExcludeTracklets is null || !filter.ExcludeTracklets.Contains(record.TrackletId))
            && (filter.Identities is null || (identity is { } one && filter.Identities.Contains(one)))
            && (filter.ExcludeIdentities is null || identity is not { } other || !filter.ExcludeIdentities.Contains(other));
    }

    private RowTable Filled(out KnownIdentities lookup, bool lookupKnowsCrops)
    {
        var table = new RowTable(Count);
        lookup = new KnownIdentities(lookupKnowsCrops);
        var (tracklets, people) = (Ids(40), Ids(12));
        for (var row = 0; row < Count; row++)
        {
            var record = new VectorRecord(
                10 + (3 * row), _sample.NewId(), tracklets[_random.Next(40)], _random.Next(1, 6), _random.Next(1000),
                (float)_random.NextDouble());
            table.Append(record);
            if (_random.Next(3) > 0)
            {
                lookup.Set(record.CropId, people[_random.Next(12)]);
            }
        }

        for (var i = 0; i < 50; i++)
        {
            table.Delete(_random.Next(Count));
        }

        return table;
    }

    private RecordFilter RandomFilter(RowTable table, KnownIdentities lookup)
    {
        IReadOnlySet<T>? Maybe<T>(Func<int, T> value, int most) => _random.Next(4) == 0
            ? Enumerable.Range(0, _random.Next(most)).Select(_ => value(_random.Next(Count))).ToHashSet()
            : null;
        Guid Person(int row) => lookup.IdentityOf(table.Crops[row]) ?? Guid.NewGuid();
        return new RecordFilter
        {
            Lookup = lookup,
            Cameras = Maybe(row => table.Cameras[row], 4),
            ExcludeCameras = Maybe(row => table.Cameras[row], 3),
            ExcludeCrops = Maybe(row => table.Crops[row], 90),
            ExcludeTracklets = Maybe(row => table.Tracklets[row], 20),
            Identities = Maybe(Person, 8),
            ExcludeIdentities = Maybe(Person, 5),
            MinQuality = _random.Next(3) == 0 ? (float)_random.NextDouble() : 0,
            FromTicks = _random.Next(3) == 0 ? _random.Next(700) : long.MinValue,
            ToTicks = _random.Next(3) == 0 ? 300 + _random.Next(700) : long.MaxValue,
        };
    }

    private Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => _sample.NewId())];
}
