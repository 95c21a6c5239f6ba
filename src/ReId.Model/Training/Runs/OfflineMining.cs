using ReId.Contracts;
using ReId.Model.Loading;
using ReId.Model.Losses;
using ReId.Model.Miners;
using ReId.Model.Samplers;
using ReId.Model.Training.Recipes;
using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>
/// Batches of triplets that are chosen in a bag, embedded with the weights of that moment (FaceNet, section 3.2). A bag
/// is drawn, embedded without augmentation, mined, and cut into batches; after so many batches comes the next bag.
/// </summary>
/// <param name="recipe">The whole recipe.</param>
/// <param name="stage">The stage that mines.</param>
/// <param name="data">The pictures.</param>
/// <param name="network">Embeds them.</param>
/// <param name="loader">Loads them.</param>
/// <param name="clock">Counts the embedding and the mining of a bag to the network and the losses, not to waiting for data.</param>
/// <param name="train">Brings the network back to training, frozen parts at rest; called after a bag was embedded.</param>
internal sealed class OfflineMining(
    Recipe recipe, StageRecipe stage, TrainingData data, TrainingNetwork network, TrainingLoader loader, StepClock clock, Action train)
{
    private const int EmbeddedAtOnce = 64;

    /// <summary>Finds out, before the run begins, whether a stage can mine as it says.</summary>
    /// <param name="stage">The stage; one that does not mine is fine.</param>
    /// <exception cref="ReIdException">It has no loss on triplets, or there is no such miner or option.</exception>
    public static void Check(StageRecipe stage)
    {
        if (stage.Mining.Identities > 0)
        {
            TripletTerm(stage);
            MinerOf(stage, seed: 1);
        }
    }

    /// <summary>The batches of an epoch; each comes with its triplets as rows of the batch.</summary>
    /// <param name="epoch">Number of the epoch over the whole run.</param>
    /// <param name="count">Batches of the epoch.</param>
    /// <param name="skip">
    /// Batches that were trained with before an interruption. A bag begins there: the same one as in an uninterrupted run
    /// where a bag ended there, else another, since the weights that embedded the old one are gone.
    /// </param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public IEnumerable<(TrainingBatch Batch, Triplets? Triplets)> Batches(int epoch, int count, int skip, CancellationToken cancellationToken)
    {
        for (var done = skip; done < count;)
        {
            var made = 0;
            foreach (var batch in Bag(epoch, done, Math.Min(stage.Mining.Batches, count - done), cancellationToken))
            {
                yield return batch;
                made++;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                yield break;
            }

            if (made == 0)
            {
                throw new ReIdException($"Stage '{stage.Name}': miner '{stage.Mining.Miner.Name}' found no triplet in a bag of {stage.Mining.Identities} identities: use a larger bag, another miner or a greater margin.");
            }

            done += made;
        }
    }

    private IEnumerable<(TrainingBatch Batch, Triplets? Triplets)> Bag(int epoch, int first, int batches, CancellationToken cancellationToken)
    {
        var triplets = Mine(Draw(epoch, first), epoch, first, cancellationToken);
        new Random(unchecked((recipe.Seed * 31) + (epoch * 7919) + first)).Shuffle(triplets);
        var chunks = triplets.Chunk(stage.Mining.Triplets).Take(batches).ToArray();
        if (chunks.Length == 0)
        {
            yield break;
        }

        // A picture that stands in several triplets of a batch is embedded once.
        int[][] pictures = [.. chunks.Select(chunk => chunk.SelectMany(t => new[] { t.Anchor, t.Positive, t.Negative }).Distinct().Order().ToArray())];
        var i = 0;
        foreach (var batch in loader.Load(
            pictures, (epoch * 100_003) + first, augmented: true, skip: 0, cancellationToken))
        {
            // The batch says what is in it: a picture that can no longer be read takes its triplets along.
            var row = batch.Positions.Select((position, at) => (position, at)).ToDictionary(p => p.position, p => (long)p.at);
            var chunk = chunks[i++].Where(t => row.ContainsKey(t.Anchor) && row.ContainsKey(t.Positive) && row.ContainsKey(t.Negative)).ToArray();
            yield return (batch, new Triplets(
                Rows(chunk.Select(t => row[t.Anchor])), Rows(chunk.Select(t => row[t.Positive])), Rows(chunk.Select(t => row[t.Negative]))));
        }

        // They live from one yield to the next, so no scope may own them; the caller disposes them.
        torch.Tensor Rows(IEnumerable<long> values)
        {
            using var scope = torch.NewDisposeScope();
            return torch.tensor(values.ToArray()).to(network.Device).DetachFromDisposeScope();
        }
    }

    private int[] Draw(int epoch, int first)
    {
        var options = new SamplerOptions
        {
            Identities = Math.Min(stage.Mining.Identities, data.Classes),
            Images = stage.Mining.Images,
            Seed = unchecked(recipe.Seed + (first * 7919) + 17),
        };
        return SamplerCatalog.Create("facenet", data.Labels, data.Cameras, options).Epoch(epoch).First();
    }

    // As positions in the training list; none when cancelled.
    private (int Anchor, int Positive, int Negative)[] Mine(int[] bag, int epoch, int first, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        network.Module.eval();
        var parts = new List<torch.Tensor>();
        var embedded = new List<int>();
        foreach (var batch in loader.Load(bag.Chunk(EmbeddedAtOnce), 0, augmented: false, skip: 0, cancellationToken))
        {
            using (batch)
            {
                clock.Lap(StepClock.Part.Data);
                using var images = BatchTensors.Images(batch, network.Info, network.Device);
                var (before, after) = network.Forward(images);
                parts.Add(TripletTerm(stage).On == "after" ? after : before);
                embedded.AddRange(batch.Positions);
                clock.Lap(StepClock.Part.Network);
            }
        }

        train();
        if (cancellationToken.IsCancellationRequested)
        {
            return [];
        }

        var embeddings = torch.cat(parts, 0);
        if (!embeddings.isfinite().all().item<bool>())
        {
            throw new NotFiniteException("an embedding of the network");
        }

        var labels = torch.tensor(embedded.Select(position => (long)data.Labels[position]).ToArray()).to(network.Device);
        using var loss = Mined(network.Backbone.Dimension);
        var miner = MinerOf(stage, unchecked(recipe.Seed + (epoch * 7919) + first));
        using var triplets = miner.Mine(loss.Distance.Matrix(embeddings, embeddings), labels);
        var (anchors, positives, negatives) = (Read(triplets.Anchors), Read(triplets.Positives), Read(triplets.Negatives));
        clock.Lap(StepClock.Part.Loss);
        return [.. anchors.Select((anchor, i) => (embedded[(int)anchor], embedded[(int)positives[i]], embedded[(int)negatives[i]]))];
    }

    private static long[] Read(torch.Tensor tensor)
    {
        using var host = tensor.cpu();
        return host.data<long>().ToArray();
    }

    private static ITripletMiner MinerOf(StageRecipe stage, int seed) =>
        TripletMinerCatalog.Create(stage.Mining.Miner.Name, MinerSettings.Of(stage.Mining.Miner.Options, seed));

    private static LossRecipe TripletTerm(StageRecipe stage) => stage.Losses.FirstOrDefault(loss => loss.Name.ToLowerInvariant() is "triplet" or "tripletnet_ratio")
        ?? throw new ReIdException($"Stage '{stage.Name}' mines offline, but has no loss on triplets: add 'triplet' or 'tripletnet_ratio' to its losses.");

    // Mined with the distance that the triplets are trained with; the miner's margin is its own option, whatever schedule the loss follows.
    private Loss Mined(int dimension)
    {
        var term = TripletTerm(stage);
        return LossCatalog.Get(term.Name).Create(term.Options, new LossSize(data.Classes, dimension));
    }
}
