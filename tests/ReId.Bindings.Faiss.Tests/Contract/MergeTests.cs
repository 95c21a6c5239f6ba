using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Contract;

public sealed class MergeTests
{
    [Theory]
    [InlineData("Flat")]
    [InlineData("IDMap2,Flat")]
    [InlineData("IVF16,Flat")]
    [InlineData("IVF16,PQ16")]
    public void Merging_moves_everything(string description)
    {
        var vectors = TestVectors.Create(900, seed: 4);
        var half = vectors.Length / 2;
        using var target = FaissIndex.Create(TestVectors.Dimension, description);
        target.Train(vectors);
        using var stream = new MemoryStream();
        target.Write(stream);
        using var source = FaissIndex.Read(stream.ToArray());
        using var whole = FaissIndex.Read(stream.ToArray());
        Fill(target, vectors[..half], 0);
        Fill(source, vectors[half..], 450);
        Fill(whole, vectors, 0);

        target.MergeFrom(source);

        Assert.Equal(900, target.Count);
        Assert.Equal(0, source.Count);
        var queries = TestVectors.Create(10, seed: 5);
        Assert.Equal(whole.Search(queries, 5).Ids, target.Search(queries, 5).Ids);
        Assert.Equal(whole.Search(queries, 5).Distances, target.Search(queries, 5).Distances);
    }

    [Fact]
    public void Indexes_that_do_not_fit_are_refused_unchanged()
    {
        var vectors = TestVectors.Create(200, seed: 4);
        using var flat = FaissIndex.Create(TestVectors.Dimension, "Flat");
        using var ivf = FaissIndex.Create(TestVectors.Dimension, "IVF4,Flat");
        using var trainedOtherwise = FaissIndex.Create(TestVectors.Dimension, "IVF4,Flat");
        ivf.Train(vectors);
        ivf.Add(vectors);
        trainedOtherwise.Train(TestVectors.Create(300, seed: 44));
        trainedOtherwise.Add(vectors);
        flat.Add(vectors);

        Assert.Throws<FaissException>(() => flat.MergeFrom(ivf));
        Assert.Throws<FaissException>(() => ivf.MergeFrom(trainedOtherwise));
        Assert.Throws<FaissException>(() => flat.MergeFrom(flat));
        Assert.Equal((200, 200, 200), (flat.Count, ivf.Count, trainedOtherwise.Count));
    }

    private static void Fill(FaissIndex index, float[] vectors, long firstId)
    {
        if (index.Supports(FaissOperations.AddWithIds))
        {
            index.Add(vectors, [.. Enumerable.Range(0, vectors.Length / TestVectors.Dimension).Select(i => firstId + i)]);
        }
        else
        {
            index.Add(vectors);
        }
    }
}
