using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Running;
using ReId.Benchmarks;
using ReId.Benchmarks.GallerySearch;
using ReId.Benchmarks.Ingestion;
using ReId.Benchmarks.Load;
using ReId.Benchmarks.Messaging;
using ReId.Benchmarks.Rounds;
using ReId.Benchmarks.Training;

// `rounds`: our side of bench/run, which drives it line by line. Anything else goes to BenchmarkDotNet.
if (args is ["rounds"])
{
    return RoundServer.Run(Console.In, Console.Out);
}

// `export BACKBONE FILE`: one random model in every form; `backbones`: their names.
if (args is ["export", var architecture, var file])
{
    ExportedModel.Write(architecture, file);
    return 0;
}

// `export-training BACKBONE FILE`: the first weights of a training; `train-shares BACKBONE STEPS FOLDER`: where its time goes.
if (args is ["export-training", var trained, var start])
{
    TrainingStart.Write(trained, start);
    return 0;
}

if (args is ["train-shares", var network, var steps, var place])
{
    Console.WriteLine(JsonSerializer.Serialize(await StepShares.MeasureAsync(network, (int)Number(steps), place)));
    return 0;
}

// `load-gallery COUNT FOLDER`: made-up crops in a gallery; `load URL COUNT CLIENTS SECONDS BUS|-`: searches of it over HTTP.
if (args is ["load-gallery", var crops, var data])
{
    await LoadGallery.MakeAsync((int)Number(crops), data);
    return 0;
}

if (args is ["load", var url, var stored, var clients, var duration, var bus])
{
    Console.WriteLine(JsonSerializer.Serialize(await SearchLoad.MeasureAsync(
        new Uri(url), (int)Number(stored), (int)Number(clients), Number(duration), bus == "-" ? null : new Uri(bus))));
    return 0;
}

if (args is ["load-recall", var address, var size, var asked])
{
    Console.WriteLine(JsonSerializer.Serialize(await LoadRecall.MeasureAsync(new Uri(address), (int)Number(size), (int)Number(asked))));
    return 0;
}

if (args is ["backbones"])
{
    Console.WriteLine(string.Join('\n', ReId.Model.Backbones.BackboneCatalog.All.Select(backbone => backbone.Name)));
    return 0;
}

// `empty-scene VIDEO FPS|all on|off|decode` and `latency WEIGHTS RATE SECONDS FOLDER`: one measurement, as JSON.
if (args is ["empty-scene", var video, var fps, var gate and ("on" or "off" or "decode")])
{
    Console.WriteLine(JsonSerializer.Serialize(await EmptyScene.MeasureAsync(
        video, fps == "all" ? null : Number(fps), gate == "decode" ? null : gate == "on")));
    return 0;
}

if (args is ["latency", var weights, var rate, var seconds, var folder])
{
    Console.WriteLine(JsonSerializer.Serialize(await Latency.MeasureAsync(weights, Number(rate), Number(seconds), folder)));
    return 0;
}

// `bus ADDRESS CROPS ROUNDS`: crops through RabbitMQ, ours against RabbitMQ.Client alone, as JSON.
if (args is ["bus", var rabbit, var cropCount, var roundCount])
{
    Console.WriteLine(JsonSerializer.Serialize(await BusRounds.MeasureAsync(rabbit, (int)Number(cropCount), (int)Number(roundCount))));
    return 0;
}

// `gallery VECTORS KIND FOLDER`: the vector index of a gallery, as JSON.
if (args is ["gallery", var vectors, var kind, var cache])
{
    Console.WriteLine(JsonSerializer.Serialize(await GallerySearch.MeasureAsync((int)Number(vectors), kind, cache)));
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
