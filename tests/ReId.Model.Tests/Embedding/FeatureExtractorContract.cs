using ReId.Model.Embedding;

namespace ReId.Model.Tests.Embedding;

/// <summary>What every feature extractor must do; a new one inherits this suite.</summary>
public abstract class FeatureExtractorContract
{
    /// <summary>Opens the extractor under test.</summary>
    protected abstract IFeatureExtractor Open();

    [Fact]
    public void Names_its_model()
    {
        using var extractor = Open();

        Assert.NotEmpty(extractor.Model.Id);
        Assert.NotEmpty(extractor.Model.Architecture);
        Assert.True(extractor.Model.Dimension > 0);
    }

    [Fact]
    public void Gives_a_picture_the_same_features_in_any_batch()
    {
        using var extractor = Open();
        using var batch = Random(extractor.Model, 5, 1);
        var together = new float[5 * extractor.Model.Dimension];
        extractor.Extract(batch, together);
        using var single = new PixelBatch(1, batch.Height, batch.Width) { Count = 1 };
        var alone = new float[extractor.Model.Dimension];
        for (var i = 0; i < batch.Count; i++)
        {
            batch.Slot(i).CopyTo(single.Slot(0));
            extractor.Extract(single, alone);
            for (var d = 0; d < alone.Length; d++)
            {
                Assert.Equal(alone[d], together[(i * alone.Length) + d], 1e-3f * (1 + Math.Abs(alone[d])));
            }
        }
    }

    [Fact]
    public void Overwrites_whatever_the_room_held()
    {
        using var extractor = Open();
        using var batch = Random(extractor.Model, 2, 2);
        var clean = new float[2 * extractor.Model.Dimension];
        var dirty = Enumerable.Repeat(float.NaN, clean.Length).ToArray();
        extractor.Extract(batch, clean);
        extractor.Extract(batch, dirty);

        Assert.Equal(clean, dirty);
    }

    [Fact]
    public void Black_and_white_pictures_have_finite_features()
    {
        using var extractor = Open();
        using var batch = Random(extractor.Model, 2, 3);
        batch.Slot(0).Clear();
        batch.Slot(1).Fill(255);
        var features = new float[2 * extractor.Model.Dimension];
        extractor.Extract(batch, features);

        Assert.All(features, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Refuses_room_or_pictures_of_another_size()
    {
        using var extractor = Open();
        using var batch = Random(extractor.Model, 1, 4);
        using var small = new PixelBatch(1, batch.Height / 2, batch.Width) { Count = 1 };

        Assert.Throws<ArgumentException>(() => extractor.Extract(batch, new float[extractor.Model.Dimension - 1]));
        Assert.Throws<ArgumentException>(() => extractor.Extract(small, new float[extractor.Model.Dimension]));
    }

    private static PixelBatch Random(ModelInfo model, int count, int seed)
    {
        var batch = new PixelBatch(count, model.InputHeight, model.InputWidth) { Count = count };
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(batch.Slot(i));
        }

        return batch;
    }
}
