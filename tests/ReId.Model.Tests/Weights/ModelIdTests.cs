using ReId.Model.Tests.Support;
using ReId.Model.Weights;

namespace ReId.Model.Tests.Weights;

public sealed class ModelIdTests
{
    [Fact]
    public void The_id_is_frozen()
    {
        // Vectors are stored under this id: if it changes, every stored vector is lost to searches.
        Assert.Equal("tiny-4a597ec0e6166ed2c9a77ed4", Tiny.Model().Info.Id);
    }

    [Fact]
    public void Order_of_tensors_and_training_facts_do_not_change_the_id()
    {
        var model = Tiny.Model();
        var other = new ModelFile(
            model.Tensors.Values.Reverse(),
            model.Info with { Training = new Dictionary<string, string> { ["epochs"] = "60" } });

        Assert.Equal(model.Info.Id, other.Info.Id);
    }

    [Fact]
    public void Everything_that_changes_a_vector_changes_the_id()
    {
        var model = Tiny.Model();
        var tensors = model.Tensors.Values.ToList();
        var changedData = tensors[0].Data.ToArray();
        changedData[0] ^= 1;
        var changed = new NamedTensor(tensors[0].Name, tensors[0].Shape, tensors[0].Type, changedData);
        var reshaped = new NamedTensor(tensors[0].Name, [3, 2], tensors[0].Type, tensors[0].Data);
        string[] ids =
        [
            model.Info.Id,
            new ModelFile([changed, .. tensors.Skip(1)], model.Info).Info.Id,
            new ModelFile([reshaped, .. tensors.Skip(1)], model.Info).Info.Id,
            new ModelFile(tensors, model.Info with { InputHeight = 384 }).Info.Id,
            new ModelFile(tensors, model.Info with { Resize = "bicubic" }).Info.Id,
            new ModelFile(tensors, model.Info with { Mean = [0, 0, 0] }).Info.Id,
            new ModelFile(tensors, model.Info with { Architecture = "tiny2" }).Info.Id,
            new ModelFile(tensors, model.Info with { Options = new Dictionary<string, string> { ["pool"] = "gem" } }).Info.Id,
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
