using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Searching;

public sealed class ArgumentTests
{
    private readonly float[] _one = TestVectors.Create(1, seed: 1);

    [Fact]
    public void Vectors_of_another_length_are_refused_with_both_numbers()
    {
        using var index = FaissIndex.Create(TestVectors.Dimension, "IDMap2,Flat");
        var error = Assert.Throws<ArgumentException>(() => index.Add(_one.AsSpan(1), [1L]));
        Assert.Contains("31 floats", error.Message, StringComparison.Ordinal);
        Assert.Contains("32 floats", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => index.Search(_one.AsSpan(1), 1));
        Assert.Throws<ArgumentException>(() => index.Train(_one.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => index.Train(default));
    }

    [Fact]
    public void Ids_must_match_the_vectors_and_not_be_negative()
    {
        using var index = FaissIndex.Create(TestVectors.Dimension, "IDMap2,Flat");
        Assert.Throws<ArgumentException>(() => index.Add(_one, [1L, 2L]));
        Assert.Throws<ArgumentException>(() => index.Add(_one, [-1L]));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void Results_need_room()
    {
        using var index = FaissIndex.Create(TestVectors.Dimension, "IDMap2,Flat");
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Search(_one, 0));
        Assert.Throws<ArgumentException>(() => index.Search(_one, 5, new float[4], new long[5]));
        Assert.Throws<ArgumentException>(() => index.Search(_one, 5, new float[5], new long[4]));
        Assert.Throws<ArgumentException>(() => index.Reconstruct([1L], new float[31]));
    }

    [Fact]
    public void Nothing_in_gives_nothing_out()
    {
        using var index = FaissIndex.Create(TestVectors.Dimension, "IDMap2,Flat");
        index.Add([], []);
        Assert.Empty(index.Search([], 3).Ids);
        Assert.Equal([0L], index.RangeSearch([], 0.5f).Limits);
        Assert.All(index.Search(_one, 3).Ids, id => Assert.Equal(-1, id));
        Assert.Empty(index.RangeSearch(_one, 0.5f).Ids);
    }

    [Fact]
    public void An_unknown_description_is_answered_in_FAISS_words()
    {
        var error = Assert.Throws<FaissException>(() => FaissIndex.Create(8, "Nonsense"));
        Assert.Contains("Nonsense", error.Message, StringComparison.Ordinal);
        Assert.Equal(NativeStatus.EngineError, error.Status);
        Assert.Throws<ArgumentException>(() => FaissIndex.Create(8, " "));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaissIndex.Create(0, "Flat"));
    }

    [Fact]
    public void An_untrained_index_takes_no_vectors()
    {
        using var index = FaissIndex.Create(TestVectors.Dimension, "IDMap2,Flat");
        using var ivf = FaissIndex.Create(TestVectors.Dimension, "IVF4,Flat");
        Assert.False(ivf.IsTrained);
        Assert.Contains("trained", Assert.Throws<FaissException>(() => ivf.Add(_one)).Message, StringComparison.Ordinal);
        Assert.Contains("trained", Assert.Throws<FaissException>(() => ivf.Search(_one, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<FaissException>(() => ivf.Train(_one));
    }

    [Fact]
    public void Settings_belong_to_their_kind()
    {
        using var index = FaissIndex.Create(TestVectors.Dimension, "IDMap2,Flat");
        Assert.Equal((0, 0), (index.NProbe, index.EfSearch));
        Assert.Throws<FaissException>(() => index.NProbe = 4);
        Assert.Throws<FaissException>(() => index.EfSearch = 4);
        using var ivf = FaissIndex.Create(TestVectors.Dimension, "IVF4,Flat");
        ivf.NProbe = 3;
        Assert.Equal(3, ivf.NProbe);
        Assert.Throws<ArgumentOutOfRangeException>(() => ivf.NProbe = 0);
    }

    [Fact]
    public void A_search_may_override_the_settings()
    {
        var vectors = TestVectors.Create(600, seed: 1);
        using var ivf = FaissIndex.Create(TestVectors.Dimension, "IVF32,Flat");
        ivf.Train(vectors);
        ivf.Add(vectors);
        using var hnsw = FaissIndex.Create(TestVectors.Dimension, "IDMap2,HNSW4");
        hnsw.Add(vectors, [.. Enumerable.Range(0, 600).Select(i => (long)i)]);
        using var flat = FaissIndex.Create(TestVectors.Dimension, "Flat");
        flat.Add(vectors);
        var queries = TestVectors.Create(30, seed: 2);
        var truth = flat.Search(queries, 10).Ids;

        Assert.Equal(truth, ivf.Search(queries, 10, new FaissSearchOptions { NProbe = 32 }).Ids);
        Assert.NotEqual(truth, ivf.Search(queries, 10).Ids);
        Assert.Equal(1, ivf.NProbe);
        Assert.True(Same(hnsw.Search(queries, 10, new FaissSearchOptions { EfSearch = 400 })) > Same(hnsw.Search(queries, 10, new FaissSearchOptions { EfSearch = 10 })));

        int Same(FaissSearchResult found) => found.Ids.Zip(truth).Count(pair => pair.First == pair.Second);
    }

    [Fact]
    public void A_disposed_index_says_so()
    {
        var index = FaissIndex.Create(TestVectors.Dimension, "Flat");
        index.Dispose();
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.Search(_one, 1));
        Assert.Throws<ObjectDisposedException>(() => index.Count);
    }

    [Fact]
    public void Reconstruction_of_an_inverted_file_must_be_enabled()
    {
        var vectors = TestVectors.Create(100, seed: 1);
        using var ivf = FaissIndex.Create(TestVectors.Dimension, "IVF4,Flat");
        ivf.Train(vectors);
        ivf.Add(vectors);

        Assert.Contains("enabled", Assert.Throws<FaissException>(() => ivf.Reconstruct(3)).Message, StringComparison.Ordinal);
        ivf.EnableReconstruction();
        Assert.Equal(vectors[(3 * 32)..(4 * 32)], ivf.Reconstruct(3));
        using var stream = new MemoryStream();
        ivf.Write(stream);
        using var read = FaissIndex.Read(stream.ToArray());
        Assert.Equal(vectors[(3 * 32)..(4 * 32)], read.Reconstruct(3));
    }
}
