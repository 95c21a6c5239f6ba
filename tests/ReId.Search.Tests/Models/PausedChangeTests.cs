using Microsoft.Extensions.Logging.Abstractions;
using OpenCvSharp;
using ReId.Index;
using ReId.Index.ModelChange;
using ReId.Model.Embedding;
using ReId.Search.Models;
using ReId.Search.Tests.Support;

namespace ReId.Search.Tests.Models;

public sealed class PausedChangeTests : SearchTest
{
    private const int Crops = 100; // Some batches.

    [Fact]
    public async Task No_vector_is_made_while_it_rests_and_the_others_when_it_goes_on()
    {
        var picture = Entries.Person(new Scalar(30, 30, 200), new Scalar(120, 120, 120));
        await using var gallery = await GalleryWithAsync([.. Enumerable.Range(1, Crops).Select(i => Entries.Entry(i, [1, 0], picture: picture))]);
        await using var stores = new ServiceStores(gallery);
        var store = new WatchedStore(stores.ModelChange);
        using var extractor = new CountedExtractor();
        using var current = Embedder.Open(new EmbedderOptions { Weights = "colour", Threads = 1 });
        using var models = new ServedModels(new ServedModel(current, null, "colour"), weights => new ServedModel(
            Embedder.Open(new EmbedderOptions { Weights = weights, Threads = 1 }, new FeatureExtractorRegistry(extractor)), null, weights));
        await store.UpdateAsync(state => state.Started(new ModelFile(CountedExtractor.Id, CountedExtractor.Weights), current.Model.Id), Token);
        using var changes = new ModelChanges(gallery, store, models, NullLogger<ModelChanges>.Instance);

        await changes.StartAsync(Token);
        try
        {
            // The pictures that are in hand when it is paused still get their vectors.
            await extractor.Begun.WaitAsync(Token);
            await store.UpdateAsync(state => state.Resting(true), Token);
            var inHand = extractor.Pictures;
            Assert.InRange(inHand, 1, Crops / 2);
            extractor.GoOn();
            await RoundsAsync(6);
            Assert.Equal(inHand, extractor.Pictures);
            Assert.Equal(Crops - inHand, await changes.CountMissingAsync(CountedExtractor.Id, Token));

            await store.UpdateAsync(state => state.Resting(false), Token);
            await RoundsAsync(2 + (Crops / inHand));
            Assert.Equal(Crops, extractor.Pictures);
            Assert.Equal(0, await changes.CountMissingAsync(CountedExtractor.Id, Token));
        }
        finally
        {
            extractor.GoOn();
            await changes.StopAsync(CancellationToken.None);
        }

        // Each is begun after the one before it has ended, and none waits for the clock.
        async Task RoundsAsync(int rounds)
        {
            for (var round = 0; round < rounds; round++)
            {
                var next = store.NextRead;
                changes.Poke();
                await next.WaitAsync(Token);
            }
        }
    }
}
