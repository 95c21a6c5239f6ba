using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Heads;
using ReId.Model.Losses;
using ReId.Model.Losses.Classification;
using TorchSharp;

namespace ReId.Model.Tests.Heads;

public class HeadTests
{
    [Fact]
    public void A_classifier_is_a_product_with_small_weights()
    {
        torch.manual_seed(2);
        using var scope = torch.NewDisposeScope();
        using var head = new ClassifierHead(64, 500);
        var features = torch.randn([3, 64]);
        var weight = head.named_parameters().Single();

        Assert.Equal(("weight", 500L, 64L), (weight.name, weight.parameter.shape[0], weight.parameter.shape[1]));
        Assert.Equal(0.001, (double)weight.parameter.detach().std(), 2e-5);
        Assert.True(head.call(features).allclose(features.mm(weight.parameter.t()), 1e-5, 1e-7));
    }

    [Fact]
    public void A_neck_centres_without_a_shift_that_learns()
    {
        torch.manual_seed(3);
        using var scope = torch.NewDisposeScope();
        using var neck = new BatchNormNeck(5);
        var features = (torch.randn([200, 5]) * 4) + 7;

        var after = neck.call(features);

        Assert.True(after.mean([0]).abs().max().item<float>() < 1e-4);
        Assert.Equal(1, (double)after.std(), 0.01);
        Assert.Equal(["bottleneck.weight"], neck.named_parameters().Where(one => one.parameter.requires_grad).Select(one => one.name));

        // One batch has a tenth of the say in the statistics that are used afterwards.
        neck.eval();
        var served = neck.call(features);
        var mean = features.mean([0]) * 0.1;
        var deviation = ((features - features.mean([0])).square().sum(0L) / 199 * 0.1) + 0.9 + 1e-5;
        Assert.True(served.allclose((features - mean) / deviation.sqrt(), 1e-4, 1e-4));
    }

    [Theory]
    [InlineData(false, "fc.0.weight fc.0.bias")]
    [InlineData(true, "fc.0.weight fc.0.bias fc.1.weight fc.1.bias")]
    public void An_embedding_is_linear_and_activated_on_request(bool activated, string names)
    {
        torch.manual_seed(4);
        using var scope = torch.NewDisposeScope();
        using var head = new EmbeddingHead(6, 3, activated);
        var features = torch.randn([10, 6]);

        var embedding = head.call(features);

        Assert.Equal([10L, 3], embedding.shape);
        Assert.Equal(names, string.Join(' ', head.named_parameters().Select(one => one.name)));
        Assert.Equal(!activated, embedding.min().item<float>() < 0);
    }

    [Fact]
    public void Heads_learn_together_with_a_loss_and_no_trainer()
    {
        torch.manual_seed(5);
        using var scope = torch.NewDisposeScope();
        using var embedding = new EmbeddingHead(8, 4);
        using var neck = new BatchNormNeck(4);
        using var classifier = new ClassifierHead(4, 3);
        using var loss = new SoftmaxLoss(new SoftmaxOptions(), new LossSize(3, 4));
        var labels = torch.tensor(new long[] { 0, 0, 1, 1, 2, 2 });

        using var output = loss.Evaluate(classifier.call(neck.call(embedding.call(torch.randn([6, 8])))), labels);
        output.Value.backward();

        var learning = new torch.nn.Module[] { embedding, neck, classifier }
            .SelectMany(head => head.parameters()).Where(parameter => parameter.requires_grad).ToArray();
        Assert.Equal(4, learning.Length);
        Assert.All(learning, parameter => Assert.True(parameter.grad()!.isfinite().all().item<bool>()));
        Assert.Contains(learning, parameter => parameter.grad()!.abs().max().item<float>() > 0);
    }

    [Fact]
    public void A_neck_is_that_of_the_backbones()
    {
        torch.manual_seed(6);
        using var scope = torch.NewDisposeScope();
        using var network = (EmbeddingNetwork)BackboneCatalog.Get("osnet_x0_25", new Dictionary<string, string> { ["neck"] = "bnneck" }).Create();
        using var neck = new BatchNormNeck(512);
        var (before, after) = network.Features(torch.randn([2, 3, 64, 32]));

        Assert.True(neck.call(before).allclose(after, 1e-5, 1e-6));
    }

    [Fact]
    public void Bad_input_gets_one_sentence()
    {
        using var scope = torch.NewDisposeScope();
        using var embedding = new EmbeddingHead(8, 4, activated: true);
        using var neck = new BatchNormNeck(4);
        using var classifier = new ClassifierHead(4, 3);

        Says("A classifier head takes a matrix [images, 4], not [2, 5].", () => classifier.call(torch.ones([2, 5])));
        Says("A BNNeck takes a matrix [images, 4], not [4].", () => neck.call(torch.ones([4])));
        Says("A BNNeck in training needs at least 2 images in a batch, not 1.", () => neck.call(torch.ones([1, 4])));
        Says("An embedding head in training needs at least 2 images in a batch, not 1.", () => embedding.call(torch.ones([1, 8])));
        Says("A classifier head needs at least 1 class, not 0.", () => new ClassifierHead(4, 0).Dispose());
        neck.eval();
        Assert.Equal([1L, 4], neck.call(torch.ones([1, 4])).shape);
    }

    private static void Says(string message, Action action) => Assert.Equal(message, Assert.Throws<ReIdException>(action).Message);
}
