using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Files;

public sealed class FileTests
{
    public static readonly TheoryData<string> Kinds =
    [
        "Flat", "IDMap2,Flat", "IDMap,Flat", "IVF8,Flat", "IVF8,PQ8", "IVF8,SQ8", "SQ8", "PQ8", "HNSW16", "IDMap2,HNSW16",
        "PCA16,IVF8,Flat", "IVF8_HNSW16,Flat", "L2norm,Flat", "RR16,IVF8,Flat", "HNSW16_SQ8", "IVF8,Flat,RFlat", "IDMap2,PQ8",
    ];

    private static readonly float[] s_queries = TestVectors.Create(8, seed: 8);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_written_reads_back_the_same(string kind)
    {
        using var folder = new ReId.Testing.TemporaryFolder();
        using var index = Make(kind);
        var path = folder.File("index.faiss");
        index.Write(path);
        using var stream = new MemoryStream();
        index.Write(stream);

        using var fromFile = FaissIndex.Read(path);
        using var fromBytes = FaissIndex.Read(stream.ToArray());

        Assert.Equal(File.ReadAllBytes(path), stream.ToArray());
        foreach (var read in (FaissIndex[])[fromFile, fromBytes])
        {
            Assert.Equal((index.Kind, index.Count, index.Metric, index.NProbe, index.EfSearch), (read.Kind, read.Count, read.Metric, read.NProbe, read.EfSearch));
            Assert.Equal(index.Operations, read.Operations);
            Assert.Equal(index.Search(s_queries, 5).Ids, read.Search(s_queries, 5).Ids);
            Assert.Equal(index.Search(s_queries, 5).Distances, read.Search(s_queries, 5).Distances);
        }
    }

    [Theory]
    [InlineData("IVF8,Flat")]
    [InlineData("IVF8,PQ8")]
    [InlineData("HNSW16")]
    public void An_empty_index_reads_back(string kind)
    {
        using var index = FaissIndex.Create(TestVectors.Dimension, kind);
        using var untrained = RoundTrip(index);
        Assert.Equal(index.IsTrained, untrained.IsTrained);

        index.Train(TestVectors.Create(300, seed: 6));
        using var trained = RoundTrip(index);
        Assert.True(trained.IsTrained);
        Assert.Equal(0, trained.Count);
    }

    [Fact]
    public void A_mapped_index_searches_out_of_its_file_and_changes_nothing()
    {
        using var folder = new ReId.Testing.TemporaryFolder();
        var path = folder.File("index.faiss");
        using var index = Make("IVF8,Flat");
        index.Write(path);
        var before = File.ReadAllBytes(path);

        using var mapped = FaissIndex.Read(path, new FaissReadOptions { MemoryMap = true });

        Assert.Equal(index.Search(s_queries, 5).Ids, mapped.Search(s_queries, 5).Ids);
        var filter = new FaissSearchOptions { Filter = FaissFilter.Range(10, 60), NProbe = 8 };
        Assert.Equal(index.Search(s_queries, 5, filter).Ids, mapped.Search(s_queries, 5, filter).Ids);
        Assert.Throws<FaissUnsupportedException>(() => mapped.Add(s_queries));
        Assert.Throws<FaissUnsupportedException>(() => mapped.Remove([1L]));
        Assert.Throws<FaissUnsupportedException>(() => index.MergeFrom(mapped));
        Assert.Throws<FaissUnsupportedException>(() => mapped.Write(folder.File("other.faiss")));
        Assert.Throws<FaissException>(mapped.Reset);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_stream_that_fails_fails_the_write_with_its_own_exception()
    {
        using var index = Make("Flat");
        using var full = new FullDisk(1000);

        var error = Assert.Throws<IOException>(() => index.Write(full));

        Assert.Equal("no space", error.Message);
    }

    [Fact]
    public void Failures_name_the_file()
    {
        using var folder = new ReId.Testing.TemporaryFolder();
        using var index = Make("Flat");

        var read = Assert.Throws<FileNotFoundException>(() => FaissIndex.Read(folder.File("none.faiss")));
        Assert.Contains("none.faiss", read.Message, StringComparison.Ordinal);
        var write = Assert.Throws<FaissException>(() => index.Write(folder.File("no", "such", "folder.faiss")));
        Assert.Contains("folder.faiss", write.Message, StringComparison.Ordinal);
        File.WriteAllText(folder.File("text.faiss"), "this is no index, it is text");
        var text = Assert.Throws<FaissException>(() => FaissIndex.Read(folder.File("text.faiss"), new FaissReadOptions { RequireChecksum = false }));
        Assert.Contains("text.faiss", text.Message, StringComparison.Ordinal);
        Assert.Contains("\"this\"", text.Message, StringComparison.Ordinal);
    }

    internal static FaissIndex Make(string kind, int count = 400)
    {
        var vectors = TestVectors.Create(count, seed: 7);
        var index = FaissIndex.Create(TestVectors.Dimension, kind);
        index.Train(vectors);
        if (index.Supports(FaissOperations.AddSequentially))
        {
            index.Add(vectors);
        }
        else
        {
            index.Add(vectors, [.. Enumerable.Range(0, count).Select(i => 5000L + i)]);
        }

        if (index.NProbe > 0)
        {
            index.NProbe = 4;
        }

        return index;
    }

    private static FaissIndex RoundTrip(FaissIndex index)
    {
        using var stream = new MemoryStream();
        index.Write(stream);
        return FaissIndex.Read(stream.ToArray());
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > room)
            {
                throw new IOException("no space");
            }

            base.Write(buffer);
        }
    }
}
