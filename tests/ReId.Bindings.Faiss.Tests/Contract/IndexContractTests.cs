using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Contract;

public abstract class IndexContractTests : IndexContract
{
    [Fact]
    public void It_knows_its_facts()
    {
        using var index = Filled();
        Assert.Equal(TestVectors.Dimension, index.Dimension);
        Assert.Equal(Metric, index.Metric);
        Assert.Equal(Count, index.Count);
        Assert.True(index.IsTrained);
        Assert.Equal(Operations, index.Operations);
    }

    [Fact]
    public void A_search_finds_what_a_full_scan_finds()
    {
        using var index = Filled();
        var found = index.Search(QueryVectors, K);

        Assert.True(Recall(found) >= RecallFloor, $"recall {Recall(found):F3}");
    }

    [Fact]
    public void Results_are_ordered_and_carry_their_true_distances()
    {
        using var index = Filled();
        var found = index.Search(QueryVectors, K);
        for (var i = 0; i < Queries; i++)
        {
            var distances = found.DistancesOf(i).ToArray();
            Assert.Equal(K, distances.Length);
            Assert.Equal(Metric == FaissMetric.InnerProduct ? distances.OrderDescending() : distances.Order(), distances);
            Assert.Equal(K, found.IdsOf(i).ToArray().Distinct().Count());
            for (var j = 0; j < K; j++)
            {
                // A compressed index compares approximations.
                Assert.Equal(Truth.Distance(Query(i), found.IdsOf(i)[j]), distances[j], RecallFloor < 0.9 ? 0.35 : 1e-4);
            }
        }
    }

    [Fact]
    public void Asking_for_more_than_there_is_ends_with_missing_ids()
    {
        using var index = Filled();
        // One list alone may hold less, so only an index that looks everywhere returns all.
        var found = index.Search(Query(0), Count + 5);

        Assert.Equal(-1, found.Ids[^1]);
        Assert.All(found.IdsOf(0).ToArray(), id => Assert.Contains(id, Ids));
    }

    [Fact]
    public void Many_threads_find_what_one_finds()
    {
        using var index = Filled();
        var expected = index.Search(QueryVectors, K).Ids;
        var filter = index.Supports(FaissOperations.FilteredSearch)
            ? new FaissSearchOptions { Filter = FaissFilter.Range(0, Ids.Max() / 2) }
            : null;
        var filtered = index.Search(QueryVectors, K, filter).Ids;

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            Assert.Equal(i % 2 == 0 ? expected : filtered, index.Search(QueryVectors, K, i % 2 == 0 ? null : filter).Ids));
    }

    [Fact]
    public void Filters_let_only_their_ids_through()
    {
        if (!Claims(FaissOperations.FilteredSearch))
        {
            return;
        }

        using var index = Filled();
        var low = Ids.Order().ElementAt(Count / 4);
        var high = Ids.Order().ElementAt(3 * Count / 4);
        var some = Ids.Where((_, i) => i % 5 == 0).ToArray();
        var odd = new byte[(Ids.Max() / 8) + 1];
        Array.Fill(odd, (byte)0b10101010);

        Check(FaissFilter.Range(low, high), id => id >= low && id < high);
        Check(new FaissFilter { From = high }, id => id >= high);
        Check(FaissFilter.Batch(some), some.Contains);
        Check(FaissFilter.Bitmap(odd), id => id % 2 == 1);
        Check(FaissFilter.Except(odd), id => id % 2 == 0);
        Check(new FaissFilter { From = low, To = high, Denied = odd, Ids = some }, id => id >= low && id < high && id % 2 == 0 && some.Contains(id));
        // Bitmaps that begin later and end earlier than the ids.
        Check(FaissFilter.Bitmap(odd.AsMemory(0, 40), low), id => id >= low && id < low + 320 && (id - low) % 2 == 1);
        Check(FaissFilter.Except(odd.AsMemory(0, 40), low), id => id < low || id >= low + 320 || (id - low) % 2 == 0);
        Check(
            new FaissFilter { Allowed = odd.AsMemory(0, 40), AllowedFirst = low, Denied = odd.AsMemory(0, 1), DeniedFirst = low + 8 },
            id => id >= low && id < low + 320 && (id - low) % 2 == 1 && (id < low + 8 || id >= low + 16));

        void Check(FaissFilter filter, Func<long, bool> passes)
        {
            var found = index.Search(QueryVectors, K, new FaissSearchOptions { Filter = filter });
            Assert.All(found.Ids.Where(id => id >= 0), id => Assert.True(passes(id), $"{id} passed {filter}"));
            Assert.True(Recall(found, passes) >= RecallFloor, $"recall {Recall(found, passes):F3} under {filter}");
        }
    }

    [Fact]
    public void A_filter_that_nothing_passes_finds_nothing()
    {
        if (!Claims(FaissOperations.FilteredSearch))
        {
            return;
        }

        using var index = Filled();
        foreach (var filter in (FaissFilter[])[FaissFilter.Bitmap(default), FaissFilter.Batch(default), FaissFilter.Range(5, 5)])
        {
            Assert.All(index.Search(QueryVectors, K, new FaissSearchOptions { Filter = filter }).Ids, id => Assert.Equal(-1, id));
        }
    }

    [Fact]
    public void A_range_search_finds_all_within_the_radius()
    {
        if (!Claims(FaissOperations.RangeSearch))
        {
            return;
        }

        using var index = Filled();
        // Half-way between two neighbours, so that rounding decides nothing.
        var query = Query(3);
        var nearest = Truth.Nearest(query, 41);
        var radius = (float)((Truth.Distance(query, nearest[39]) + Truth.Distance(query, nearest[40])) / 2);

        var found = index.RangeSearch(QueryVectors, radius);

        Assert.Equal(Queries + 1, found.Limits.Length);
        Assert.Equal(found.Limits[^1], found.Ids.Length);
        var share = Truth.Within(query, radius).Intersect(found.IdsOf(3).ToArray()).Count() / 40.0;
        Assert.True(share >= RecallFloor, $"recall {share:F3}");
        if (RecallFloor >= 1)
        {
            Assert.Equal(40, found.IdsOf(3).Length);
        }

        if (Operations.HasFlag(FaissOperations.FilteredSearch))
        {
            var half = index.RangeSearch(query, radius, new FaissSearchOptions { Filter = new FaissFilter { To = Ids.Max() / 2 } });
            Assert.Equal(found.IdsOf(3).ToArray().Where(id => id < Ids.Max() / 2).Order(), half.Ids.Order());
        }
    }

    [Fact]
    public void Removed_vectors_are_gone_and_the_others_stay()
    {
        if (!Claims(FaissOperations.Remove) || !Claims(FaissOperations.AddWithIds))
        {
            return;
        }

        using var index = Filled();
        var before = Truth.Nearest(Query(0), 3);
        var half = Ids.Max() / 2;

        Assert.Equal(3, index.Remove(before));
        Assert.Equal(0, index.Remove(before));
        Truth.Remove(before.Contains);
        Assert.Equal(Ids.Count(id => id >= half && !before.Contains(id)), index.Remove(new FaissFilter { From = half }));
        Truth.Remove(id => id >= half);

        Assert.Equal(Truth.Count, index.Count);
        var found = index.Search(QueryVectors, K);
        Assert.All(found.Ids, id => Assert.Contains(id, Truth.Ids));
        Assert.True(Recall(found) >= RecallFloor, $"recall {Recall(found):F3}");
    }

    [Fact]
    public void Stored_vectors_come_back()
    {
        if (!Claims(FaissOperations.Reconstruct))
        {
            return;
        }

        using var index = Filled();
        index.EnableReconstruction();
        var vector = index.Reconstruct(Ids[17]);

        for (var j = 0; j < vector.Length; j++)
        {
            Assert.Equal(Vectors[(17 * vector.Length) + j], vector[j], RecallFloor < 0.9 ? 0.35 : 1e-6);
        }

        Assert.Throws<FaissException>(() => index.Reconstruct(Ids.Max() + 1));
    }

    [Fact]
    public void An_emptied_index_finds_nothing_and_fills_again()
    {
        using var index = Filled();
        index.Reset();
        Assert.Equal(0, index.Count);
        Assert.True(index.IsTrained);
        Assert.All(index.Search(QueryVectors, K).Ids, id => Assert.Equal(-1, id));
    }

    [Fact]
    public void What_it_cannot_do_is_a_typed_error_that_names_the_kind()
    {
        using var index = Filled();
        foreach (var operation in Enum.GetValues<FaissOperations>().Where(o => !Operations.HasFlag(o)))
        {
            var error = Assert.Throws<FaissUnsupportedException>(() => Try(operation));
            Assert.Equal(operation, error.Operation);
            Assert.Contains(index.Kind, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(Count, index.Count);

        void Try(FaissOperations operation)
        {
            switch (operation)
            {
                case FaissOperations.AddWithIds:
                    index.Add(Query(0), [1L]);
                    break;
                case FaissOperations.AddSequentially:
                    index.Add(Query(0));
                    break;
                case FaissOperations.Remove:
                    index.Remove([Ids[0]]);
                    break;
                case FaissOperations.RangeSearch:
                    index.RangeSearch(Query(0), 0.5f);
                    break;
                case FaissOperations.FilteredSearch:
                    index.Search(Query(0), 1, new FaissSearchOptions { Filter = FaissFilter.Range(0, 9) });
                    break;
                case FaissOperations.Reconstruct:
                    index.Reconstruct(Ids[0]);
                    break;
                case FaissOperations.Merge:
                    using (var other = FaissIndex.Create(TestVectors.Dimension, "Flat"))
                    {
                        index.MergeFrom(other);
                    }

                    break;
                default:
                    Assert.Fail($"no attempt for {operation}");
                    break;
            }
        }
    }
}
